-- Messages for users who are not there, in the table of Kamailio's msilo. A database of Kamailio's may have it.

CREATE TABLE IF NOT EXISTS `silo` (
  `id`         INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `src_addr`   VARCHAR(255) NOT NULL DEFAULT '',
  `dst_addr`   VARCHAR(255) NOT NULL DEFAULT '',
  `username`   VARCHAR(64) NOT NULL DEFAULT '',
  `domain`     VARCHAR(64) NOT NULL DEFAULT '',
  `inc_time`   INT NOT NULL DEFAULT 0,
  `exp_time`   INT NOT NULL DEFAULT 0,
  `snd_time`   INT NOT NULL DEFAULT 0,
  `ctype`      VARCHAR(32) NOT NULL DEFAULT 'text/plain',
  `body`       BLOB,
  `extra_hdrs` TEXT,
  `callid`     VARCHAR(128) NOT NULL DEFAULT '',
  `status`     INT NOT NULL DEFAULT 0,
  KEY account_idx (`username`, `domain`)
);

INSERT INTO `version` (`table_name`, `table_version`)
  SELECT 'silo', 8 FROM (SELECT COUNT(*) AS there FROM `version` WHERE `table_name` = 'silo') AS found WHERE there = 0;
