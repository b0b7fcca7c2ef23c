#pragma once

/*
 * Nothing to call: a program that links this target is guarded while it draws. See guard.c.
 */
