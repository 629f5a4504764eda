/** Tests of {@code engine.output}. */
package io.jenkins.plugins.redundancy.engine.output;
