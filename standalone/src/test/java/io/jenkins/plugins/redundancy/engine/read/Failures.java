package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.catchThrowable;

import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What an unreadable report is refused with. */
final class Failures {
    private Failures() {}

    static String of(ThrowingCallable reading) {
        Throwable thrown = catchThrowable(reading);
        Assertions.assertThat(thrown).isInstanceOf(UnreadableReportException.class);
        return thrown.getMessage();
    }
}
