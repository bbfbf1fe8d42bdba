/**
 * The calls under {@code /sandbox}, by which a test or a person looks into the sandbox and steers it. Knows the rooms below it: api,
 * signin, data and wire.
 */
package io.pardotroutes.sandbox.control;
