package org.breakwater.presence.calendar.alarm;

import java.util.Date;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alarms in Quartz. Each is a job that knows nothing but its key and a trigger that fires once, so any of Quartz' stores
 * can keep them. In memory is enough: who starts again sets them anew.
 */
public final class QuartzAlarms implements Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(QuartzAlarms.class);
    private static final String GROUP = "calendar";

    private final Scheduler scheduler;

    private QuartzAlarms(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Alarms that are forgotten when the program ends. */
    public static QuartzAlarms inMemory() {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "calendar-" + UUID.randomUUID());
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        settings.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        settings.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        settings.setProperty("org.quartz.threadPool.threadCount", "2");
        settings.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        settings.setProperty("org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore");
        return with(settings);
    }

    /**
     * Alarms as Quartz' own settings have it.
     *
     * @throws IllegalArgumentException when Quartz refuses them
     */
    public static QuartzAlarms with(Properties settings) {
        try {
            return new QuartzAlarms(new StdSchedulerFactory(settings).getScheduler());
        } catch (SchedulerException e) {
            throw new IllegalArgumentException("Quartz cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public void start(Consumer<String> listener) {
        try {
            scheduler.setJobFactory((bundle, unused) -> ring(listener));
            scheduler.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("Quartz cannot be started: " + e.getMessage(), e);
        }
    }

    private static Job ring(Consumer<String> listener) {
        return context -> {
            String key = context.getJobDetail().getKey().getName();
            try {
                listener.accept(key);
            } catch (RuntimeException e) {
                LOG.error("alarm {} went wrong", key, e);
            }
        };
    }

    @Override
    public void set(String key, long atMillis) {
        JobDetail job = JobBuilder.newJob(Job.class).withIdentity(key, GROUP).build();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(key, GROUP)
                .startAt(new Date(atMillis))
                .withSchedule(SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
                .build();
        try {
            scheduler.scheduleJob(job, Set.of(trigger), true);
        } catch (SchedulerException e) {
            LOG.error("alarm {} cannot be set: {}", key, e.getMessage());
        }
    }

    @Override
    public void cancel(String key) {
        try {
            scheduler.deleteJob(JobKey.jobKey(key, GROUP));
        } catch (SchedulerException e) {
            LOG.error("alarm {} cannot be taken away: {}", key, e.getMessage());
        }
    }

    @Override
    public void close() {
        try {
            scheduler.shutdown(false);
        } catch (SchedulerException e) {
            LOG.warn("Quartz did not stop: {}", e.getMessage());
        }
    }
}
