-- What Kamailio has no table for. These are also added beside the tables of a database that kamdbctl made.

-- One row for each realm a user may be challenged with: HA1 binds user, realm and password together.
CREATE TABLE `breakwater_credential` (
  `username`       VARCHAR(64) NOT NULL,
  `domain`         VARCHAR(64) NOT NULL,
  `realm`          VARCHAR(128) NOT NULL,
  `md5_ha1_enc`    VARBINARY(96) NOT NULL,
  `sha256_ha1_enc` VARBINARY(96) NOT NULL,
  PRIMARY KEY (`username`, `domain`, `realm`)
);

CREATE TABLE `breakwater_user` (
  `username`     VARCHAR(64) NOT NULL,
  `domain`       VARCHAR(64) NOT NULL,
  `display_name` VARCHAR(128) NOT NULL DEFAULT '',
  PRIMARY KEY (`username`, `domain`)
);
