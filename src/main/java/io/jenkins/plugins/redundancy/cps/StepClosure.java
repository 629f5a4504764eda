package io.jenkins.plugins.redundancy.cps;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Env;
import com.cloudbees.groovy.cps.Next;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.groovy.cps.impl.CpsFunction;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.DSL;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * A closure that calls one step, as if a Jenkinsfile had written {@code { step(args) { body } }}, without any Groovy:
 * nothing to approve, nothing that a plugin upgrade in the middle of a build could break.
 */
public final class StepClosure extends Closure<Object> {

    private static final long serialVersionUID = 1L;

    private final Call call;

    /**
     * @param step function name of a step
     * @param args named arguments; values are serializable, or closures where the step takes them
     * @param body of the step; null where it takes none
     */
    public StepClosure(FlowExecutionOwner owner, String step, Map<String, ?> args, @CheckForNull Closure<?> body) {
        super(null);
        List<Object> packed = new ArrayList<>();
        packed.add(args);
        if (body != null) {
            packed.add(body);
        }
        this.call = new Call(new DSL(owner), step, packed.toArray());
    }

    /** Never returns: CPS takes over. */
    @Override
    public Object call() {
        throw new CpsCallableInvocation("call", new CpsFunction(List.of(), call), this);
    }

    @Override
    public Object call(Object... args) {
        return call();
    }

    /** What CPS evaluates. */
    private static final class Call implements Block {

        private static final long serialVersionUID = 1L;

        private final DSL dsl;
        private final String step;
        private final Object[] args;

        Call(DSL dsl, String step, Object[] args) {
            this.dsl = dsl;
            this.step = step;
            this.args = args;
        }

        @Override
        public Next eval(Env e, Continuation k) {
            try {
                return k.receive(dsl.invokeMethod(step, args));
            } catch (CpsCallableInvocation invocation) {
                return invocation.invoke(e, null, k);
            } catch (Throwable t) {
                // as any Groovy expression does: whoever catches is found by CPS
                return e.getExceptionHandler(t.getClass()).receive(t);
            }
        }
    }
}
