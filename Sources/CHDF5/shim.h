#pragma once

// HDF5 defines its types, property classes and flags as macros that expand to expressions, which
// Swift does not import. Each function below is the value of one macro.

#include <hdf5.h>
#include <stdlib.h>

static inline hid_t skou_h5_type_double(void) { return H5T_NATIVE_DOUBLE; }
static inline hid_t skou_h5_type_float(void) { return H5T_NATIVE_FLOAT; }
static inline hid_t skou_h5_type_uint64(void) { return H5T_NATIVE_UINT64; }
static inline hid_t skou_h5_type_int64(void) { return H5T_NATIVE_INT64; }
static inline hid_t skou_h5_type_uint32(void) { return H5T_NATIVE_UINT32; }
static inline hid_t skou_h5_type_uint8(void) { return H5T_NATIVE_UINT8; }

static inline hid_t skou_h5_file_type_double(void) { return H5T_IEEE_F64LE; }
static inline hid_t skou_h5_file_type_float(void) { return H5T_IEEE_F32LE; }
static inline hid_t skou_h5_file_type_uint64(void) { return H5T_STD_U64LE; }
static inline hid_t skou_h5_file_type_int64(void) { return H5T_STD_I64LE; }
static inline hid_t skou_h5_file_type_uint32(void) { return H5T_STD_U32LE; }
static inline hid_t skou_h5_file_type_uint8(void) { return H5T_STD_U8LE; }
static inline hid_t skou_h5_type_c_string(void) { return H5T_C_S1; }
static inline size_t skou_h5_variable_length(void) { return H5T_VARIABLE; }

static inline hid_t skou_h5_default_properties(void) { return H5P_DEFAULT; }
static inline hid_t skou_h5_class_file_access(void) { return H5P_FILE_ACCESS; }
static inline hid_t skou_h5_class_group_creation(void) { return H5P_GROUP_CREATE; }
static inline hid_t skou_h5_class_dataset_creation(void) { return H5P_DATASET_CREATE; }
static inline hid_t skou_h5_class_dataset_access(void) { return H5P_DATASET_ACCESS; }
static inline hid_t skou_h5_class_dataset_transfer(void) { return H5P_DATASET_XFER; }

static inline hid_t skou_h5_whole_space(void) { return H5S_ALL; }
static inline hsize_t skou_h5_unlimited(void) { return H5S_UNLIMITED; }
static inline unsigned skou_h5_open_truncating(void) { return H5F_ACC_TRUNC; }
static inline unsigned skou_h5_open_read_only(void) { return H5F_ACC_RDONLY; }
static inline unsigned skou_h5_open_read_write(void) { return H5F_ACC_RDWR; }
static inline hid_t skou_h5_default_error_stack(void) { return H5E_DEFAULT; }

/// Stops HDF5 from printing errors on its own; a setting of the calling thread.
static inline herr_t skou_h5_quiet(void) { return H5Eset_auto2(H5E_DEFAULT, NULL, NULL); }

/// Restricts a file to the oldest format, which every reader opens.
static inline herr_t skou_h5_use_oldest_format(hid_t file_access) {
#if H5_VERSION_GE(1, 10, 2)
  return H5Pset_libver_bounds(file_access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V18);
#else
  return H5Pset_libver_bounds(file_access, H5F_LIBVER_EARLIEST, H5F_LIBVER_LATEST);
#endif
}

/// Opens files without a lock, so that others read them while they are being written.
///
/// Versions without the property read an environment variable when they open a file.
static inline herr_t skou_h5_disable_locking(hid_t file_access) {
#if (H5_VERSION_GE(1, 10, 7) && !H5_VERSION_GE(1, 11, 0)) || H5_VERSION_GE(1, 12, 1)
  return H5Pset_file_locking(file_access, 0, 1);
#else
  (void)file_access;
  return setenv("HDF5_USE_FILE_LOCKING", "FALSE", 0);
#endif
}
