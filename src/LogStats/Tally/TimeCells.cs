namespace LogStats.Tally;

/// <summary>
/// Sums by the time at which they fell, as many as there are times with anything in them. Times are minutes since the first
/// day of the calendar, in UTC; <see cref="Width"/> minutes make a cell, and grow where memory would not do.
/// </summary>
/// <param name="measures">How many sums a cell has.</param>
internal sealed class TimeCells(int measures)
{
    /// <summary>The time of what has none.</summary>
    public const long NoTime = 1;

    /// <summary>Widths that a cell may have: each is a multiple of the one before.</summary>
    public static readonly int[] Widths = [1, 5, 15, 60, 360, 1440, 10_080, 40_320];

    private readonly int _stride = measures + 1;
    private long[] _data = new long[4 * (measures + 1)];
    private bool _inOrder = true;

    public int Measures => measures;

    public int Count { get; private set; }

    public int Width { get; private set; } = 1;

    public long Time(int index) => _data[index * _stride];

    public ReadOnlySpan<long> Values(int index) => _data.AsSpan((index * _stride) + 1, measures);

    public static long Minute(long ticks) => ticks == 0 ? NoTime : ticks / TimeSpan.TicksPerMinute;

    /// <summary>Adds to the cell of a minute. Returns how many cells there are more.</summary>
    public int Add(long minute, ReadOnlySpan<long> values)
    {
        long time = minute == NoTime ? NoTime : minute - (minute % Width);
        if (Count > 0 && Time(Count - 1) == time)
        {
            AddTo(Count - 1, values);
            return 0;
        }

        _inOrder &= Count == 0 || Time(Count - 1) < time;
        if ((Count + 1) * _stride > _data.Length)
        {
            Array.Resize(ref _data, _data.Length * 2);
        }

        _data[Count * _stride] = time;
        values.CopyTo(_data.AsSpan((Count * _stride) + 1));
        Count++;
        return 1;
    }

    public void Merge(TimeCells other)
    {
        Widen(other.Width);
        for (int index = 0; index < other.Count; index++)
        {
            _ = Add(other.Time(index), other.Values(index));
        }
    }

    /// <summary>Makes cells at least so wide.</summary>
    public void Widen(int width)
    {
        if (width <= Width)
        {
            return;
        }

        Width = width;
        for (int index = 0; index < Count; index++)
        {
            ref long time = ref _data[index * _stride];
            time -= time == NoTime ? 0 : time % width;
        }

        _inOrder = false;
        Sort();
    }

    /// <summary>Puts cells in the order of time, one for each.</summary>
    public void Sort()
    {
        if (_inOrder)
        {
            return;
        }

        long[] times = new long[Count];
        int[] order = new int[Count];
        for (int index = 0; index < Count; index++)
        {
            (times[index], order[index]) = (Time(index), index);
        }

        Array.Sort(times, order);
        long[] all = _data;
        (_data, Count, _inOrder) = (new long[all.Length], 0, true);
        foreach (int index in order)
        {
            _ = Add(all[index * _stride], all.AsSpan((index * _stride) + 1, measures));
        }
    }

    private void AddTo(int index, ReadOnlySpan<long> values)
    {
        Span<long> sums = _data.AsSpan((index * _stride) + 1, measures);
        for (int measure = 0; measure < values.Length; measure++)
        {
            sums[measure] += values[measure];
        }
    }
}
