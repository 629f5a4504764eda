package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.InvisibleAction;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.BodyInvocationAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graph.StepNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * On the node of a scan in the graph of its build: its id. The graph tells the rest, over a restart too: which scans are
 * running, and which one is an earlier one again.
 */
final class ScanMark extends InvisibleAction {

    private final String id;

    ScanMark(String id) {
        this.id = id;
    }

    /** Whether another scan of that id is running in the build. On the CPS VM thread. */
    static boolean isRunning(String id, FlowNode asker) {
        for (FlowNode head : asker.getExecution().getCurrentHeads()) {
            if (isOf(id, head) && !head.equals(asker)) {
                return true;
            }
            for (FlowNode block : head.iterateEnclosingBlocks()) {
                if (isOf(id, block) && !block.equals(asker)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isOf(String id, FlowNode node) {
        ScanMark mark = node.getPersistentAction(ScanMark.class);
        return mark != null && mark.id.equals(id);
    }

    /**
     * Whether a step around both, such as {@code retry} or {@code failoverAgent}, runs its block again, and the scan with
     * it: what the two have in common is that step, and not a block of it. The branches of a {@code parallel} repeat
     * nothing.
     *
     * @param earlier id of a node; null: not known
     */
    static boolean isRepeated(@CheckForNull String earlier, FlowNode scan) throws IOException {
        FlowNode before = earlier == null ? null : scan.getExecution().getNode(earlier);
        if (before == null) {
            return false;
        }
        List<String> around = before.getAllEnclosingIds();
        for (FlowNode block : scan.iterateEnclosingBlocks()) {
            if (around.contains(block.getId())) {
                return block instanceof StepNode step
                        && block.getPersistentAction(BodyInvocationAction.class) == null
                        && !isParallel(step.getDescriptor());
            }
        }
        return false;
    }

    private static boolean isParallel(@CheckForNull StepDescriptor step) {
        return step == null || step.getFunctionName().equals("parallel");
    }
}
