package io.github.s3backed.autoconfigure;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.support.CronExpression;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Sweeps by the clock, in a thread of its own.
 */
class SweepSchedule implements InitializingBean, DisposableBean {

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final SweepJob job;

	private final String cron;

	private final boolean delete;

	SweepSchedule(SweepJob job, String cron, boolean delete) {
		if (!CronExpression.isValidExpression(cron)) {
			throw new InvalidConfigurationPropertyValueException("s3backed.sweeper.cron", cron,
					"It must be a cron expression of six fields, such as '0 0 3 * * *'");
		}
		this.job = job;
		this.cron = cron;
		this.delete = delete;
	}

	@Override
	public void afterPropertiesSet() {
		this.scheduler.setThreadNamePrefix("s3backed-sweeper-");
		this.scheduler.setDaemon(true);
		this.scheduler.initialize();
		this.scheduler.schedule(() -> this.job.sweepAndLog(this.delete), new CronTrigger(this.cron));
	}

	@Override
	public void destroy() {
		this.scheduler.shutdown();
	}

}
