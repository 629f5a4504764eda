package io.jenkins.plugins.redundancy.cps;

import groovy.lang.Closure;
import java.io.IOException;
import java.io.Serializable;
import org.jenkinsci.plugins.workflow.cps.CpsStepContext;
import org.jenkinsci.plugins.workflow.cps.CpsThread;
import org.jenkinsci.plugins.workflow.cps.CpsThreadGroup;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The running Pipeline program, for a step that starts a closure as its body at a time of its own: when a timer rings,
 * no Groovy is being run, and there is no current thread of the program to ask. Part of program.dat.
 */
public final class Program implements Serializable {

    private static final long serialVersionUID = 1L;

    private final CpsThreadGroup threads;

    private Program(CpsThreadGroup threads) {
        this.threads = threads;
    }

    /**
     * The program whose step is being started or whose body is ending.
     *
     * @throws IOException anywhere else
     */
    public static Program current() throws IOException {
        CpsThread thread = CpsThread.current();
        if (thread == null) {
            throw new IOException("a body can be started from the Pipeline's own thread only");
        }
        return new Program(thread.getGroup());
    }

    /** Runs a closure as a body of the step; may be called for several closures, and again for the same one. */
    public BodyInvoker invoker(StepContext context, Closure<?> closure) throws IOException {
        if (!(context instanceof CpsStepContext cps)) {
            throw new IOException("not a step of workflow-cps: " + context);
        }
        return cps.newBodyInvoker(threads.export(closure), true);
    }
}
