namespace LogStats.Sinks.InfluxDb;

/// <summary>A number made of the values that are unique in an identity.</summary>
internal sealed class InfluxNameHash(int unique) : IRowWriter
{
    private int _seen;

    public ulong Value { get; private set; } = 14695981039346656037;

    /// <summary>Whether none of them is missing: a row with a missing one is like no other.</summary>
    public bool IsWhole { get; private set; } = true;

    public void Text(string? value)
    {
        if (Take(value is not null))
        {
            foreach (char letter in value!)
            {
                Add(letter);
            }

            Add((ulong)value!.Length);
        }
    }

    public void Integer(long? value)
    {
        if (Take(value is not null))
        {
            Add((ulong)value.GetValueOrDefault());
        }
    }

    public void Time(DateTimeOffset? value)
    {
        if (Take(value is not null))
        {
            Add((ulong)value.GetValueOrDefault().UtcTicks);
        }
    }

    public void Seconds(TimeSpan? value)
    {
        if (Take(value is not null))
        {
            Add((ulong)value.GetValueOrDefault().Ticks);
        }
    }

    private bool Take(bool there)
    {
        bool counts = _seen++ < unique;
        IsWhole &= there || !counts;
        return counts && there;
    }

    private void Add(ulong value)
    {
        ulong hash = unchecked((Value ^ value) * 0x9E3779B97F4A7C15);
        Value = hash ^ (hash >> 29);
    }
}
