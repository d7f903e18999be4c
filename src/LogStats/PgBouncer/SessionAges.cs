using System.Runtime.CompilerServices;

namespace LogStats.PgBouncer;

/// <summary>How many sessions were how long: nine stretches, whose counts simply add up.</summary>
[InlineArray(Count)]
internal struct SessionAges
{
    public const int Count = 9;

    private long _first;

    /// <summary>The seconds from which on a session belongs to the next stretch.</summary>
    private static ReadOnlySpan<int> Borders => [1, 10, 60, 300, 900, 3600, 14_400, 86_400];

    /// <summary>Which stretch an age in seconds belongs to.</summary>
    public static int Of(long age)
    {
        ReadOnlySpan<int> borders = Borders;
        int place = 0;
        while (place < borders.Length && age >= borders[place])
        {
            place++;
        }

        return place;
    }
}
