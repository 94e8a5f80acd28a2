-- Calls that LifeGUARDs routed by themselves. Times are UTC, whatever the time zone of server, session or operating system.

CREATE TABLE `breakwater_call` (
  `id`               BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `site`             VARCHAR(32) NOT NULL,
  `call_id`          VARCHAR(255) NOT NULL,
  `caller`           VARCHAR(128) NOT NULL,
  `callee`           VARCHAR(128) NOT NULL,
  `sip_code`         INT NOT NULL,
  `started_utc`      DATETIME(3) NOT NULL,
  `answered_utc`     DATETIME(3) DEFAULT NULL,
  `ended_utc`        DATETIME(3) DEFAULT NULL,
  `duration_seconds` INT DEFAULT NULL
);
CREATE INDEX breakwater_call_started_idx ON `breakwater_call` (`started_utc`);
CREATE INDEX breakwater_call_callid_idx ON `breakwater_call` (`call_id`);
