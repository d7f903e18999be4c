using System.Buffers.Binary;
using System.Text;

namespace LogStats.Tally;

/// <summary>
/// Reads what <see cref="StateWriter"/> wrote. Whatever the bytes are, it ends with a value or an
/// <see cref="InvalidDataException"/> whose message is a part of a sentence, and never takes more memory than the bytes
/// account for.
/// </summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Fourteen hours: no clock is further from UTC.</summary>
    public const int MostOffset = 14 * 60;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private ReadOnlySpan<byte> _left = bytes;

    public readonly ReadOnlySpan<byte> Left => _left;

    public byte Byte() => Take(1)[0];

    public long Number()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return (long)value;
            }
        }

        throw Wrong("a number has too many digits");
    }

    /// <summary>A count or a sum: never below zero.</summary>
    public long Count()
    {
        long value = Number();
        return value >= 0 ? value : throw Wrong("a count is below zero");
    }

    /// <summary>How many things follow, each of <paramref name="size"/> bytes or more.</summary>
    public int Length(int size = 1)
    {
        long value = Number();
        return value >= 0 && value <= _left.Length / size ? (int)value : throw Wrong("it ends too early");
    }

    public ulong Hash() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public string? Text()
    {
        long length = Number() - 1;
        if (length < 0)
        {
            return length == -1 ? null : throw Wrong("a text has no length");
        }

        if (length > _left.Length)
        {
            throw Wrong("it ends too early");
        }

        try
        {
            return s_strict.GetString(Take((int)length));
        }
        catch (DecoderFallbackException)
        {
            throw Wrong("a text is none");
        }
    }

    public DateTimeOffset? Time()
    {
        long ticks = Number();
        if (ticks == 0)
        {
            return null;
        }

        long minutes = Number() - MostOffset;
        long local = ticks + (minutes is >= -MostOffset and <= MostOffset ? minutes * TimeSpan.TicksPerMinute : throw Wrong("a time has no zone"));
        return ticks > 0 && ticks <= DateTime.MaxValue.Ticks && local >= 0 && local <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(local, TimeSpan.FromMinutes(minutes))
            : throw Wrong("a time is none");
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (length > _left.Length)
        {
            throw Wrong("it ends too early");
        }

        ReadOnlySpan<byte> taken = _left[..length];
        _left = _left[length..];
        return taken;
    }

    public readonly void End()
    {
        if (!_left.IsEmpty)
        {
            throw Wrong("more follows than belongs to it");
        }
    }

    public static InvalidDataException Wrong(string reason) => new(reason);
}
