/**
 * Pardot's API as the sandbox plays it: operations on prospects and custom fields, query and batch. Changes with Pardot's documentation;
 * knows signin, data and wire.
 */
package io.pardotroutes.sandbox.api;
