/**
 * What all pages for browsers share: how text becomes markup, how a page looks and what browsers
 * are told of it, who may open it by which name, and what a query or a form says.
 *
 * <p>Promise: text that others wrote is never markup; every page is whole without a script, in no
 * frame, kept by nobody, and runs and loads nothing but what we serve ourselves.
 */
@NullMarked
package io.portreeve.gateway.pages;

import org.jspecify.annotations.NullMarked;
