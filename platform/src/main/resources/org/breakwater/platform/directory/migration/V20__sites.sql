-- Branches with a LifeGUARD: whose phones are where, and what a branch needs when it is alone.

CREATE TABLE `breakwater_site_user` (
  `username` VARCHAR(64) NOT NULL,
  `domain`   VARCHAR(64) NOT NULL,
  `site`     VARCHAR(32) NOT NULL,
  PRIMARY KEY (`username`, `domain`)
);
CREATE INDEX breakwater_site_user_idx ON `breakwater_site_user` (`site`);

-- Numbers of a site as the public network knows them; other sites dial them over their trunk when they are alone.
CREATE TABLE `breakwater_site_number` (
  `number` VARCHAR(64) NOT NULL PRIMARY KEY,
  `did`    VARCHAR(64) NOT NULL,
  `site`   VARCHAR(32) NOT NULL
);

-- operator, trunk, emergency, outside_prefix, features: see the LifeGUARD's page.
CREATE TABLE `breakwater_site_setting` (
  `site`  VARCHAR(32) NOT NULL,
  `name`  VARCHAR(64) NOT NULL,
  `value` VARCHAR(512) NOT NULL,
  PRIMARY KEY (`site`, `name`)
);

-- Call records that came from a LifeGUARD, so that each is taken once.
CREATE TABLE `breakwater_record_taken` (
  `origin`    VARCHAR(64) NOT NULL,
  `record_id` BIGINT NOT NULL,
  PRIMARY KEY (`origin`, `record_id`)
);
