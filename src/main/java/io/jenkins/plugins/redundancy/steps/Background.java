package io.jenkins.plugins.redundancy.steps;

import hudson.model.Computer;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
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

    /** @param failed told of what the work throws, on the same thread */
    static void run(Work work, Consumer<Exception> failed) {
        Authentication user = Jenkins.getAuthentication2();
        Computer.threadPoolForRemoting.execute(() -> {
            try (ACLContext context = ACL.as2(user)) {
                work.run();
            } catch (IOException | InterruptedException | RuntimeException x) {
                failed.accept(x);
            }
        });
    }
}
