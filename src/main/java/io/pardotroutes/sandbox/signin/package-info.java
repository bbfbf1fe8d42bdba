/**
 * Salesforce's sign-in as the sandbox plays it: approval, codes, tokens, assertions. Changes with Salesforce's documentation; knows data
 * and wire.
 */
package io.pardotroutes.sandbox.signin;
