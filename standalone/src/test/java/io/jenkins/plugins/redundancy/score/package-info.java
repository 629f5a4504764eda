/**
 * What the merged result is worth on code with a known truth: start reading at
 * {@link io.jenkins.plugins.redundancy.score.ScannedCorpus}. Tests only; uses the engine as the command line does.
 */
package io.jenkins.plugins.redundancy.score;
