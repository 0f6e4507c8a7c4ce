"""The table of one case for a terminal."""


def optional(value, form):
    """A figure that not every case has, as wide as the form makes any other."""
    return " " * len(format(0.0, form)) if value is None else format(value, form)


def print_case(case, rows):
    print(f"\n{case}: ns per compartment and step; pairs and least are / {rows[0]['simulator']}")
    print(f"{'':22} {'median':>8} {'least':>8} {'most':>8} {'CPU':>8} {'pairs':>7} {'least':>7} "
          f"{'threads':>8} {'KiB/comp':>9} {'own':>6} {'spike error':>12} {'mM error':>11} "
          f"{'change':>9}")
    for row in rows:
        print(f"{row['simulator']:22} {row['median_ns']:8.2f} {row['least_ns']:8.2f} "
              f"{row['most_ns']:8.2f} {optional(row['processor_ns'], '8.2f')} "
              f"{row['pair_ratio']:7.2f} {row['least_ratio']:7.2f} {row['thread_ratio']:8.2f} "
              f"{row['kibibytes_per_compartment']:9.2f} "
              f"{row['own_kibibytes_per_compartment']:6.2f} {row['spike_time_error_ms']:9.4f} ms "
              f"{optional(row['concentration_error'], '11.5%')} "
              f"{optional(row['change_error'], '9.3%')}", flush=True)
