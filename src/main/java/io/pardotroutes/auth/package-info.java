/**
 * How Salesforce lets us in: access tokens, sign-in, invitations. Changes with Salesforce's OAuth; knows destination, secret and store,
 * and nothing of Pardot.
 */
package io.pardotroutes.auth;
