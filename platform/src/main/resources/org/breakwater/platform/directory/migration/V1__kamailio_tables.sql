-- Users, numbers, bindings, accounting: table and column names and sizes of Kamailio 5.6, so that its tools and
-- scripts find what they know. Runs on H2 (MODE=MySQL) and on MariaDB/MySQL. Index names carry the table's name
-- because H2 keeps one name space for all of them.

CREATE TABLE `version` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `table_name`    VARCHAR(32) NOT NULL,
  `table_version` INT UNSIGNED NOT NULL DEFAULT 0,
  CONSTRAINT version_name_idx UNIQUE (`table_name`)
);

CREATE TABLE `subscriber` (
  `id`       INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `username` VARCHAR(64) NOT NULL DEFAULT '',
  `domain`   VARCHAR(64) NOT NULL DEFAULT '',
  `password` VARCHAR(64) NOT NULL DEFAULT '',
  `ha1`      VARCHAR(128) NOT NULL DEFAULT '',
  `ha1b`     VARCHAR(128) NOT NULL DEFAULT '',
  CONSTRAINT subscriber_account_idx UNIQUE (`username`, `domain`)
);

CREATE TABLE `location` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `ruid`          VARCHAR(64) NOT NULL DEFAULT '',
  `username`      VARCHAR(64) NOT NULL DEFAULT '',
  `domain`        VARCHAR(64) DEFAULT NULL,
  `contact`       VARCHAR(512) NOT NULL DEFAULT '',
  `received`      VARCHAR(128) DEFAULT NULL,
  `path`          VARCHAR(512) DEFAULT NULL,
  `expires`       DATETIME NOT NULL DEFAULT '2030-05-28 21:32:15',
  `q`             FLOAT NOT NULL DEFAULT 1.0,
  `callid`        VARCHAR(255) NOT NULL DEFAULT 'Default-Call-ID',
  `cseq`          INT NOT NULL DEFAULT 1,
  `last_modified` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:01',
  `flags`         INT NOT NULL DEFAULT 0,
  `cflags`        INT NOT NULL DEFAULT 0,
  `user_agent`    VARCHAR(255) NOT NULL DEFAULT '',
  `socket`        VARCHAR(64) DEFAULT NULL,
  `methods`       INT DEFAULT NULL,
  `instance`      VARCHAR(255) DEFAULT NULL,
  `reg_id`        INT NOT NULL DEFAULT 0,
  `server_id`     INT NOT NULL DEFAULT 0,
  `connection_id` INT NOT NULL DEFAULT 0,
  `keepalive`     INT NOT NULL DEFAULT 0,
  `partition`     INT NOT NULL DEFAULT 0,
  CONSTRAINT location_ruid_idx UNIQUE (`ruid`)
);
CREATE INDEX location_account_contact_idx ON `location` (`username`, `domain`, `contact`);
CREATE INDEX location_expires_idx ON `location` (`expires`);
CREATE INDEX location_connection_idx ON `location` (`server_id`, `connection_id`);

CREATE TABLE `location_attrs` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `ruid`          VARCHAR(64) NOT NULL DEFAULT '',
  `username`      VARCHAR(64) NOT NULL DEFAULT '',
  `domain`        VARCHAR(64) DEFAULT NULL,
  `aname`         VARCHAR(64) NOT NULL DEFAULT '',
  `atype`         INT NOT NULL DEFAULT 0,
  `avalue`        VARCHAR(512) NOT NULL DEFAULT '',
  `last_modified` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:01'
);
CREATE INDEX location_attrs_record_idx ON `location_attrs` (`username`, `domain`, `ruid`);
CREATE INDEX location_attrs_modified_idx ON `location_attrs` (`last_modified`);

CREATE TABLE `dbaliases` (
  `id`             INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `alias_username` VARCHAR(64) NOT NULL DEFAULT '',
  `alias_domain`   VARCHAR(64) NOT NULL DEFAULT '',
  `username`       VARCHAR(64) NOT NULL DEFAULT '',
  `domain`         VARCHAR(64) NOT NULL DEFAULT ''
);
CREATE INDEX dbaliases_alias_idx ON `dbaliases` (`alias_username`, `alias_domain`);
CREATE INDEX dbaliases_target_idx ON `dbaliases` (`username`, `domain`);

CREATE TABLE `speed_dial` (
  `id`          INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `username`    VARCHAR(64) NOT NULL DEFAULT '',
  `domain`      VARCHAR(64) NOT NULL DEFAULT '',
  `sd_username` VARCHAR(64) NOT NULL DEFAULT '',
  `sd_domain`   VARCHAR(64) NOT NULL DEFAULT '',
  `new_uri`     VARCHAR(255) NOT NULL DEFAULT '',
  `fname`       VARCHAR(64) NOT NULL DEFAULT '',
  `lname`       VARCHAR(64) NOT NULL DEFAULT '',
  `description` VARCHAR(64) NOT NULL DEFAULT '',
  CONSTRAINT speed_dial_idx UNIQUE (`username`, `domain`, `sd_domain`, `sd_username`)
);

CREATE TABLE `domain` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `domain`        VARCHAR(64) NOT NULL,
  `did`           VARCHAR(64) DEFAULT NULL,
  `last_modified` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:01',
  CONSTRAINT domain_name_idx UNIQUE (`domain`)
);

CREATE TABLE `domain_attrs` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `did`           VARCHAR(64) NOT NULL,
  `name`          VARCHAR(32) NOT NULL,
  `type`          INT UNSIGNED NOT NULL,
  `value`         VARCHAR(255) NOT NULL,
  `last_modified` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:01'
);
CREATE INDEX domain_attrs_did_idx ON `domain_attrs` (`did`, `name`);

CREATE TABLE `address` (
  `id`      INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `grp`     INT UNSIGNED NOT NULL DEFAULT 1,
  `ip_addr` VARCHAR(50) NOT NULL,
  `mask`    INT NOT NULL DEFAULT 32,
  `port`    SMALLINT UNSIGNED NOT NULL DEFAULT 0,
  `tag`     VARCHAR(64)
);

CREATE TABLE `trusted` (
  `id`           INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `src_ip`       VARCHAR(50) NOT NULL,
  `proto`        VARCHAR(4) NOT NULL,
  `from_pattern` VARCHAR(64) DEFAULT NULL,
  `ruri_pattern` VARCHAR(64) DEFAULT NULL,
  `tag`          VARCHAR(64),
  `priority`     INT NOT NULL DEFAULT 0
);
CREATE INDEX trusted_peer_idx ON `trusted` (`src_ip`);

CREATE TABLE `acc` (
  `id`         INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `method`     VARCHAR(16) NOT NULL DEFAULT '',
  `from_tag`   VARCHAR(128) NOT NULL DEFAULT '',
  `to_tag`     VARCHAR(128) NOT NULL DEFAULT '',
  `callid`     VARCHAR(255) NOT NULL DEFAULT '',
  `sip_code`   VARCHAR(3) NOT NULL DEFAULT '',
  `sip_reason` VARCHAR(128) NOT NULL DEFAULT '',
  `time`       DATETIME NOT NULL,
  `src_user`   VARCHAR(64) NOT NULL DEFAULT '',
  `src_domain` VARCHAR(128) NOT NULL DEFAULT '',
  `src_ip`     VARCHAR(64) NOT NULL DEFAULT '',
  `dst_ouser`  VARCHAR(64) NOT NULL DEFAULT '',
  `dst_user`   VARCHAR(64) NOT NULL DEFAULT '',
  `dst_domain` VARCHAR(128) NOT NULL DEFAULT ''
);
CREATE INDEX acc_callid_idx ON `acc` (`callid`);

CREATE TABLE `missed_calls` (
  `id`         INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `method`     VARCHAR(16) NOT NULL DEFAULT '',
  `from_tag`   VARCHAR(128) NOT NULL DEFAULT '',
  `to_tag`     VARCHAR(128) NOT NULL DEFAULT '',
  `callid`     VARCHAR(255) NOT NULL DEFAULT '',
  `sip_code`   VARCHAR(3) NOT NULL DEFAULT '',
  `sip_reason` VARCHAR(128) NOT NULL DEFAULT '',
  `time`       DATETIME NOT NULL,
  `src_user`   VARCHAR(64) NOT NULL DEFAULT '',
  `src_domain` VARCHAR(128) NOT NULL DEFAULT '',
  `src_ip`     VARCHAR(64) NOT NULL DEFAULT '',
  `dst_ouser`  VARCHAR(64) NOT NULL DEFAULT '',
  `dst_user`   VARCHAR(64) NOT NULL DEFAULT '',
  `dst_domain` VARCHAR(128) NOT NULL DEFAULT ''
);
CREATE INDEX missed_calls_callid_idx ON `missed_calls` (`callid`);

CREATE TABLE `acc_cdrs` (
  `id`         INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `start_time` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:00',
  `end_time`   DATETIME NOT NULL DEFAULT '2000-01-01 00:00:00',
  `duration`   FLOAT NOT NULL DEFAULT 0
);
CREATE INDEX acc_cdrs_start_idx ON `acc_cdrs` (`start_time`);

CREATE TABLE `dispatcher` (
  `id`          INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `setid`       INT NOT NULL DEFAULT 0,
  `destination` VARCHAR(192) NOT NULL DEFAULT '',
  `flags`       INT NOT NULL DEFAULT 0,
  `priority`    INT NOT NULL DEFAULT 0,
  `attrs`       VARCHAR(128) NOT NULL DEFAULT '',
  `description` VARCHAR(64) NOT NULL DEFAULT ''
);

CREATE TABLE `uri` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `username`      VARCHAR(64) NOT NULL DEFAULT '',
  `domain`        VARCHAR(64) NOT NULL DEFAULT '',
  `uri_user`      VARCHAR(64) NOT NULL DEFAULT '',
  `last_modified` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:01',
  CONSTRAINT uri_account_idx UNIQUE (`username`, `domain`, `uri_user`)
);

CREATE TABLE `grp` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `username`      VARCHAR(64) NOT NULL DEFAULT '',
  `domain`        VARCHAR(64) NOT NULL DEFAULT '',
  `grp`           VARCHAR(64) NOT NULL DEFAULT '',
  `last_modified` DATETIME NOT NULL DEFAULT '2000-01-01 00:00:01',
  CONSTRAINT grp_account_group_idx UNIQUE (`username`, `domain`, `grp`)
);

CREATE TABLE `re_grp` (
  `id`       INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `reg_exp`  VARCHAR(128) NOT NULL DEFAULT '',
  `group_id` INT NOT NULL DEFAULT 0
);
CREATE INDEX re_grp_group_idx ON `re_grp` (`group_id`);

CREATE TABLE `htable` (
  `id`         INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `key_name`   VARCHAR(64) NOT NULL DEFAULT '',
  `key_type`   INT NOT NULL DEFAULT 0,
  `value_type` INT NOT NULL DEFAULT 0,
  `key_value`  VARCHAR(128) NOT NULL DEFAULT '',
  `expires`    INT NOT NULL DEFAULT 0
);

CREATE TABLE `uacreg` (
  `id`            INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `l_uuid`        VARCHAR(64) NOT NULL DEFAULT '',
  `l_username`    VARCHAR(64) NOT NULL DEFAULT '',
  `l_domain`      VARCHAR(64) NOT NULL DEFAULT '',
  `r_username`    VARCHAR(64) NOT NULL DEFAULT '',
  `r_domain`      VARCHAR(64) NOT NULL DEFAULT '',
  `realm`         VARCHAR(64) NOT NULL DEFAULT '',
  `auth_username` VARCHAR(64) NOT NULL DEFAULT '',
  `auth_password` VARCHAR(64) NOT NULL DEFAULT '',
  `auth_ha1`      VARCHAR(128) NOT NULL DEFAULT '',
  `auth_proxy`    VARCHAR(255) NOT NULL DEFAULT '',
  `expires`       INT NOT NULL DEFAULT 0,
  `flags`         INT NOT NULL DEFAULT 0,
  `reg_delay`     INT NOT NULL DEFAULT 0,
  `contact_addr`  VARCHAR(255) NOT NULL DEFAULT '',
  `socket`        VARCHAR(128) NOT NULL DEFAULT '',
  CONSTRAINT uacreg_uuid_idx UNIQUE (`l_uuid`)
);

CREATE TABLE `dialog` (
  `id`               INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `hash_entry`       INT UNSIGNED NOT NULL,
  `hash_id`          INT UNSIGNED NOT NULL,
  `callid`           VARCHAR(255) NOT NULL,
  `from_uri`         VARCHAR(255) NOT NULL,
  `from_tag`         VARCHAR(128) NOT NULL,
  `to_uri`           VARCHAR(255) NOT NULL,
  `to_tag`           VARCHAR(128) NOT NULL,
  `caller_cseq`      VARCHAR(20) NOT NULL,
  `callee_cseq`      VARCHAR(20) NOT NULL,
  `caller_route_set` VARCHAR(512),
  `callee_route_set` VARCHAR(512),
  `caller_contact`   VARCHAR(255) NOT NULL,
  `callee_contact`   VARCHAR(255) NOT NULL,
  `caller_sock`      VARCHAR(64) NOT NULL,
  `callee_sock`      VARCHAR(64) NOT NULL,
  `state`            INT UNSIGNED NOT NULL,
  `start_time`       INT UNSIGNED NOT NULL,
  `timeout`          INT UNSIGNED NOT NULL DEFAULT 0,
  `sflags`           INT UNSIGNED NOT NULL DEFAULT 0,
  `iflags`           INT UNSIGNED NOT NULL DEFAULT 0,
  `toroute_name`     VARCHAR(32),
  `req_uri`          VARCHAR(255) NOT NULL,
  `xdata`            VARCHAR(512)
);
CREATE INDEX dialog_hash_idx ON `dialog` (`hash_entry`, `hash_id`);

CREATE TABLE `dialog_vars` (
  `id`           INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `hash_entry`   INT UNSIGNED NOT NULL,
  `hash_id`      INT UNSIGNED NOT NULL,
  `dialog_key`   VARCHAR(128) NOT NULL,
  `dialog_value` VARCHAR(512) NOT NULL
);
CREATE INDEX dialog_vars_hash_idx ON `dialog_vars` (`hash_entry`, `hash_id`);

INSERT INTO `version` (`table_name`, `table_version`) VALUES
  ('version', 1), ('subscriber', 7), ('location', 9), ('location_attrs', 1), ('dbaliases', 1), ('speed_dial', 2),
  ('domain', 2), ('domain_attrs', 1), ('address', 6), ('trusted', 6), ('acc', 5), ('missed_calls', 4), ('acc_cdrs', 2),
  ('dispatcher', 4), ('uri', 1), ('grp', 2), ('re_grp', 1), ('htable', 2), ('uacreg', 5), ('dialog', 7),
  ('dialog_vars', 1);
