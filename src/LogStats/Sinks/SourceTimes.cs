using System.Runtime.CompilerServices;

namespace LogStats.Sinks;

/// <summary>Sees the times of records go by, one comparison each. One that is earlier than those before ends no silence.</summary>
internal sealed class SourceTimes
{
    private long _first;
    private long _last;
    private long _silence = -1;
    private long _silentFrom;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void See(long ticks)
    {
        if ((ulong)(ticks - _last) > (ulong)_silence || _silence < 0)
        {
            Note(ticks);
        }
        else
        {
            _last = ticks;
        }
    }

    /// <summary>What one source told, part by part, in the order in which the parts stand in it.</summary>
    public static SourceSpan Of(params IEnumerable<SourceTimes> parts)
    {
        SourceTimes all = new();
        foreach (SourceTimes part in parts.Where(static part => part._last != 0))
        {
            all.See(part._first);
            if (part._silence > all._silence)
            {
                (all._silence, all._silentFrom) = (part._silence, part._silentFrom);
            }

            all._last = Math.Max(all._last, part._last);
        }

        bool isSilent = all._silence > 0;
        return new SourceSpan(Time(all._first), Time(all._last), Time(isSilent ? all._silentFrom : 0), Time(isSilent ? all._silentFrom + all._silence : 0));
    }

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Note(long ticks)
    {
        if (ticks == 0)
        {
            return;
        }

        if (_last == 0)
        {
            (_first, _last, _silence) = (ticks, ticks, 0);
        }
        else if (ticks < _last)
        {
            _first = Math.Min(_first, ticks);
        }
        else
        {
            (_silence, _silentFrom, _last) = (ticks - _last, _last, ticks);
        }
    }
}
