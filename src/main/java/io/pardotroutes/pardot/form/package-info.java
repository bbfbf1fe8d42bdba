/**
 * What versions 3 and 4 of Pardot's API have for themselves: requests as forms, answers as JSON or XML. Callers see {@code pardot} alone;
 * knows prospect, event and pardot.
 */
package io.pardotroutes.pardot.form;
