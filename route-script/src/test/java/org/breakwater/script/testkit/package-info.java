/**
 * Test kit for modules: contexts made from message text, fake flow, worker and log, and a bench that calls a module's
 * functions and variables without a script.
 */
package org.breakwater.script.testkit;
