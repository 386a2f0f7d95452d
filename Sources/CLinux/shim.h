// What the system's C library has and shows only to those who ask for all of it (_GNU_SOURCE), or
// in headers that Swift's module of it does not take in.
#pragma once

// Starts writing a range of a file to the disk; with a count of 0 to the file's end. See
// sync_file_range(2).
int sync_file_range(int file, long offset, long count, unsigned int flags);

// Starts the writing, and waits for nothing.
static const unsigned int sync_file_range_write = 2;

// Gives free memory back to the system, but for so many bytes. See malloc_trim(3).
int malloc_trim(unsigned long kept);

// Sets how the allocator works. See mallopt(3).
int mallopt(int what, int value);

// How much must be free at the end of the heap for it to be given back.
static const int mallopt_trim_threshold = -1;

// From which size on a piece does not come from the heap.
static const int mallopt_mmap_threshold = -3;
