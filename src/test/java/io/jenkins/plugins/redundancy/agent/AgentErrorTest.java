package io.jenkins.plugins.redundancy.agent;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.remoting.Channel;
import java.io.IOException;
import java.io.NotSerializableException;
import org.junit.jupiter.api.Test;

class AgentErrorTest {

    /** Seen when an agent died while a process was being started on it. */
    @Test
    void whatCouldNotBeSentIsNoFailureOfTheJob() {
        IOException broken = new IOException("Broken pipe");
        assertThat(AgentError.isEnvironment(broken), is(false));
        assertThat(AgentError.isEnvironment(new IOException("cannot start", sending(broken))), is(true));
        assertThat(AgentError.isEnvironment(sending(new NotSerializableException("x"))), is(false));
    }

    private static <T extends Throwable> T sending(T thrown) {
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.io.FileOutputStream", "write", null, -1),
            new StackTraceElement(Channel.class.getName(), "send", null, -1),
            new StackTraceElement(Channel.class.getName(), "call", null, -1)
        });
        return thrown;
    }
}
