package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.redundancy.cps.Bodies;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Runs a {@code failoverAgent}: makes a replica of the block for each attempt, a real {@code node} around it. */
final class FailoverAgentExecution extends VerdictExecution {

    private static final long serialVersionUID = 1L;

    private final AgentPlan plan;
    private final Agents agents;

    @CheckForNull
    private final SameOutput output;

    @CheckForNull
    private final AgentHedge hedge;

    FailoverAgentExecution(
            StepContext context,
            Policy policy,
            @CheckForNull OnceOnly onceOnly,
            AgentPlan plan,
            Agents agents,
            @CheckForNull SameOutput output,
            @CheckForNull AgentHedge hedge) {
        super(context, policy, onceOnly);
        this.plan = plan;
        this.agents = agents;
        this.output = output;
        this.hedge = hedge;
    }

    @Override
    public boolean start() throws Exception {
        Closure<?> block = Bodies.implicitBody(getContext());
        Map<String, Closure<?>> blocks = new LinkedHashMap<>();
        for (Map.Entry<String, String> replica : plan.labels().entrySet()) {
            Closure<?> onAgent = new StepClosure(owner(), OnAgentStep.FUNCTION, Map.of(), block);
            blocks.put(
                    replica.getKey(), new StepClosure(owner(), "node", Map.of("label", replica.getValue()), onAgent));
        }
        List<Object> contexts = new ArrayList<>(List.of(agents, plan));
        if (output != null) {
            contexts.add(output);
        }
        run(AgentRunStep.FUNCTION, plan.plan(policy.mode()), policy, blocks, contexts.toArray());
        return false;
    }

    @Override
    protected void prepare(ReplicaGroup replicas) {
        super.prepare(replicas);
        replicas.orderBy(plan);
        if (hedge != null) {
            replicas.log(hedge.toString());
        }
    }

    @Override
    protected void collected() {
        throw new IllegalStateException("failoverAgent collects nothing");
    }

    @Override
    protected void ran(@CheckForNull Throwable interruption) {
        if (hedge != null && interruption == null) {
            group.verdict().ifPresent(verdict -> hedge.learn(verdict, getContext()));
        }
        super.ran(interruption);
    }

    /** So that a {@code retry(conditions: [agent()])} around the step knows it for what it is. */
    @Override
    protected Throwable lost(String why) {
        return new FlowInterruptedException(Result.FAILURE, false, new AgentsLost(why));
    }
}
