-- One row whose number grows with every change of breakwater_calendar, so that a server knows without reading that.
CREATE TABLE `breakwater_calendar_change` (
  `id`      SMALLINT NOT NULL,
  `number`  BIGINT NOT NULL,
  PRIMARY KEY (`id`)
);

INSERT INTO `breakwater_calendar_change` (`id`, `number`) VALUES (1, 0);
