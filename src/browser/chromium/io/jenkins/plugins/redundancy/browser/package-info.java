/** A real browser for tests of pages: docs/developer/browser-tests.md. Knows neither Jenkins nor the command line. */
package io.jenkins.plugins.redundancy.browser;
