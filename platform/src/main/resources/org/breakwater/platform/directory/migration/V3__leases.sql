-- Who does a job that must be done once. Times are seconds since 1970 on this database's clock.
CREATE TABLE `breakwater_lease` (
  `name`     VARCHAR(64) NOT NULL,
  `holder`   VARCHAR(80) NOT NULL,
  `token`    BIGINT NOT NULL,
  `expires`  BIGINT NOT NULL,
  PRIMARY KEY (`name`)
);
