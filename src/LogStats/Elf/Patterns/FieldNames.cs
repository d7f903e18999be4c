using LogStats.Elf.Times;

namespace LogStats.Elf.Patterns;

/// <summary>How our own descriptions, those of the catalogue and of users, call fields, units and forms of time.</summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, ElfField> s_fields = Enum.GetValues<ElfField>()
        .Where(field => field is not (ElfField.None or ElfField.Extra))
        .ToDictionary(field => field.ToString(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Their names, for the message of an error.</summary>
    public static IEnumerable<string> Known
        => s_fields.Keys.Select(name => char.ToLowerInvariant(name[0]) + name[1..]);

    public static bool TryField(string name, out ElfField field) => s_fields.TryGetValue(name, out field);

    /// <summary>Null for a unit that is not known.</summary>
    public static ElfUnit? Unit(string name) => name switch
    {
        "ns" => ElfUnit.Nanoseconds,
        "us" => ElfUnit.Microseconds,
        "ms" => ElfUnit.Milliseconds,
        "s" => ElfUnit.Seconds,
        "s-or-us" => ElfUnit.SecondsIfPoint,
        _ => null,
    };

    /// <summary>Null for a form of time that is not known.</summary>
    public static TimePattern? Time(string name) => name switch
    {
        "clf" => TimePattern.Clf,
        "iso" => TimePattern.Iso,
        "date" => TimePattern.IsoDate,
        "us-date" => TimePattern.UsDate,
        "clock" => TimePattern.TimeOfDay,
        "s" => TimePattern.EpochSeconds,
        "ms" => TimePattern.EpochMilliseconds,
        "us" => TimePattern.EpochMicroseconds,
        "haproxy" => TimePattern.Haproxy,
        "any" => TimePattern.Any,
        _ => null,
    };

    public static bool IsDuration(ElfField field)
        => field is ElfField.Latency or ElfField.FirstByte or ElfField.UpstreamLatency or ElfField.LatencyPart;
}
