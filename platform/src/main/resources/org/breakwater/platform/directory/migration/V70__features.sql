-- What people switch. Times are milliseconds since 1970; of two states the one that changed later counts.

-- Pseudo-extensions with a lamp. One that was removed stays, so that another server does not bring it back.
CREATE TABLE `breakwater_switch` (
  `name`    VARCHAR(64) NOT NULL,
  `label`   VARCHAR(64) NOT NULL DEFAULT '',
  `dnd_of`  VARCHAR(129) NOT NULL DEFAULT '',
  `removed` SMALLINT NOT NULL DEFAULT 0,
  `defined` BIGINT NOT NULL,
  `is_on`   SMALLINT NOT NULL DEFAULT 0,
  `press`   VARCHAR(64) NOT NULL DEFAULT '',
  `changed` BIGINT NOT NULL,
  PRIMARY KEY (`name`)
);

-- Do not disturb (dnd) and forwarding (cfa, cfb, cfna) of users; users are named as in the table location.
CREATE TABLE `breakwater_feature` (
  `username` VARCHAR(129) NOT NULL,
  `feature`  VARCHAR(8) NOT NULL,
  `is_on`    SMALLINT NOT NULL DEFAULT 0,
  `target`   VARCHAR(255) NOT NULL DEFAULT '',
  `rings`    SMALLINT NOT NULL DEFAULT 0,
  `press`    VARCHAR(64) NOT NULL DEFAULT '',
  `changed`  BIGINT NOT NULL,
  PRIMARY KEY (`username`, `feature`)
);
