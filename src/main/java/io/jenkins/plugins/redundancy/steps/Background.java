package io.jenkins.plugins.redundancy.steps;

import hudson.model.Computer;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** Work that may block, off the CPS VM thread, as the user the build runs as. */
final class Background {

    private Background() {}

    /** Like a {@link Runnable} that may fail. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /**
     * The same from a thread that may wait for it.
     *
     * @throws TimeoutException when it took longer, and was interrupted
     */
    static void runWithin(Duration patience, Work work)
            throws InterruptedException, ExecutionException, TimeoutException {
        Authentication user = Jenkins.getAuthentication2();
        Future<?> running = Computer.threadPoolForRemoting.submit(() -> {
            try (ACLContext context = ACL.as2(user)) {
                work.run();
            }
            return null;
        });
        try {
            running.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            running.cancel(true);
        }
    }

    /**
     * @param failed told of what the work throws, on the same thread
     * @return to interrupt it, and what it does on an agent
     */
    static Future<?> run(Work work, Consumer<Exception> failed) {
        Authentication user = Jenkins.getAuthentication2();
        return Computer.threadPoolForRemoting.submit(() -> {
            try (ACLContext context = ACL.as2(user)) {
                work.run();
            } catch (IOException | InterruptedException | RuntimeException x) {
                failed.accept(x);
            } catch (Error x) {
                // nobody asks this future how it went
                failed.accept(new ExecutionException(x));
            }
        });
    }
}
