package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.casc.misc.junit.jupiter.AbstractRoundTripTest;
import org.jvnet.hudson.test.JenkinsRule;

/** Every field as code: from a file, through the page of configuration as code, over a restart. */
class RoundTripTest extends AbstractRoundTripTest {

    @Override
    protected String configResource() {
        return "full.yaml";
    }

    @Override
    protected void assertConfiguredAsExpected(JenkinsRule r, String configContent) {
        assertThat(RedundancyConfiguration.get().getToolSets(), hasSize(1));
        assertThat(
                RedundancyConfiguration.get().getToolSets().get(0).plain(),
                is(Samples.full().plain()));
    }

    @Override
    protected String stringInLogExpected() {
        return "weighted(0.6)";
    }
}
