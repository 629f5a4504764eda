package io.jenkins.plugins.redundancy.engine.fetch;

import java.time.Duration;
import java.time.Instant;

/** The time, and a way to let it pass: the engine has neither. */
public interface Clock {

    Instant now();

    void pause(Duration time) throws InterruptedException;

    /** That of this machine. */
    Clock SYSTEM = new Clock() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis());
        }
    };
}
