package io.jenkins.plugins.redundancy.config;

import org.junit.jupiter.api.BeforeEach;

/** Each test begins without tool sets. */
abstract class SharedJenkins extends io.jenkins.plugins.redundancy.SharedJenkins {

    @BeforeEach
    void noToolSets() {
        RedundancyConfiguration.get().setToolSets(null);
    }
}
