#include "skou_lanes.h"
