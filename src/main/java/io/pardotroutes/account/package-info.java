/**
 * Whether a Pardot account is fit for what its destination wants: looked at by a command, at the start and from time to time. Knows auth,
 * destination and pardot.
 */
package io.pardotroutes.account;
