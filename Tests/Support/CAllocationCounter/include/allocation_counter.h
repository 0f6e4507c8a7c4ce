#ifndef SKOU_ALLOCATION_COUNTER_H
#define SKOU_ALLOCATION_COUNTER_H
/* Counts the calling thread's allocations. Linking this replaces malloc and its kin. */
unsigned long skou_allocation_count(void);
#endif
