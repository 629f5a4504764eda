package io.jenkins.plugins.redundancy.steps

import org.jenkinsci.plugins.pipeline.modeldefinition.agent.CheckoutScript
import org.jenkinsci.plugins.pipeline.modeldefinition.agent.DeclarativeAgentScript2
import org.jenkinsci.plugins.workflow.cps.CpsScript

/** Runs outside of the sandbox: nothing but the step, with the checkout that every agent does. */
class DeclarativeFailoverScript extends DeclarativeAgentScript2<DeclarativeFailover> {

    DeclarativeFailoverScript(CpsScript script, DeclarativeFailover agent) {
        super(script, agent)
    }

    @Override
    void run(Closure body) {
        script.failoverAgent(describable.arguments()) {
            CheckoutScript.doCheckout2(script, describable, describable.customWorkspace, body)
        }
    }
}
