using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace LogStats.Geo;

/// <summary>
/// A part of a database that holds values: its data, or what it says of itself. Places are counted from its start. Nothing
/// outside of it is ever read, nothing is believed before it was checked, and values within values are followed to a depth
/// and a number that no database needs.
/// </summary>
internal readonly struct GeoSection(GeoBytes bytes, long start, long length)
{
    private const int MostDepth = 64;
    private const int MostText = 64 * 1024;

    /// <summary>Those of one record, and those of a description; a long text counts for more than one.</summary>
    public const int MostValues = 100_000;

    public long Length => length;

    /// <summary>What stands there: its kind, its size, and where its content begins.</summary>
    public GeoHead Head(ref long at)
    {
        byte control = Byte(at++);
        int kind = control >> 5;
        if (kind == (int)GeoValueKind.Pointer)
        {
            return new GeoHead(GeoValueKind.Pointer, 0, Pointer(control, ref at));
        }

        if (kind == 0)
        {
            kind = 7 + Byte(at++);
        }

        int size = control & 0x1F;
        if (size >= 29)
        {
            int extra = size - 28;
            size = extra == 1 ? 29 + Byte(at) : extra == 2 ? 285 + (int)Number(at, 2) : 65_821 + (int)Number(at, 3);
            at += extra;
        }

        GeoValueKind known = (GeoValueKind)kind;
        long least = known switch
        {
            GeoValueKind.Map => size * 2L,
            GeoValueKind.Boolean => size <= 1 ? 0 : throw Bad("a truth value is neither true nor false"),
            GeoValueKind.UInt16 when size > 2 => throw Bad("a number is too long"),
            GeoValueKind.UInt32 or GeoValueKind.Int32 when size > 4 => throw Bad("a number is too long"),
            GeoValueKind.UInt64 when size > 8 => throw Bad("a number is too long"),
            GeoValueKind.UInt128 when size > 16 => throw Bad("a number is too long"),
            GeoValueKind.Double when size != 8 => throw Bad("a number has an odd length"),
            GeoValueKind.Float when size != 4 => throw Bad("a number has an odd length"),
            > GeoValueKind.Array and < GeoValueKind.Boolean or > GeoValueKind.Float => throw Bad("a value is of no known kind"),
            _ => size,
        };
        return least <= length - at ? new GeoHead(known, size, at) : throw Bad("a value is longer than the file");
    }

    /// <summary>The same, where a pointer may stand for the value: the place behind the value is the pointer's end.</summary>
    public GeoHead Follow(ref long at)
    {
        GeoHead head = Head(ref at);
        if (head.Kind != GeoValueKind.Pointer)
        {
            return head;
        }

        long target = head.At;
        head = Head(ref target);
        return head.Kind == GeoValueKind.Pointer ? throw Bad("a pointer leads to a pointer") : head with { IsElsewhere = true };
    }

    /// <summary>Passes over a value, without following pointers.</summary>
    public void Skip(ref long at, ref int left, int depth = 0)
    {
        GeoHead head = Head(ref at);
        Count(ref left, depth);
        switch (head.Kind)
        {
            case GeoValueKind.Pointer or GeoValueKind.Boolean:
                break;
            case GeoValueKind.Map or GeoValueKind.Array:
                for (int index = head.Kind == GeoValueKind.Map ? head.Size * 2 : head.Size; index > 0; index--)
                {
                    Skip(ref at, ref left, depth + 1);
                }

                break;
            default:
                at += head.Size;
                break;
        }
    }

    /// <summary>A key of a map, which is text or leads to text.</summary>
    public ReadOnlySpan<byte> Key(ref long at)
    {
        GeoHead head = Follow(ref at);
        if (head.Kind != GeoValueKind.Text)
        {
            throw Bad("a name is no text");
        }

        ReadOnlySpan<byte> key = Content(head, ref at);
        return Utf8.IsValid(key) ? key : throw Bad("a name is not in UTF-8");
    }

    public string Text(GeoHead head, ref long at)
    {
        ReadOnlySpan<byte> text = Content(head, ref at);
        return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : throw Bad("a text is not in UTF-8");
    }

    /// <summary>The bytes of any value but a map, an array or a truth value.</summary>
    public ReadOnlySpan<byte> Content(GeoHead head, ref long at)
    {
        if (!head.IsElsewhere)
        {
            at = head.At + head.Size;
        }

        return head.Size <= MostText ? bytes.Slice(start + head.At, head.Size) : throw Bad("a text is longer than any in a database");
    }

    public double Double(GeoHead head, ref long at) => BinaryPrimitives.ReadDoubleBigEndian(Content(head, ref at));

    public ulong Unsigned(GeoHead head, ref long at)
    {
        ulong value = 0;
        foreach (byte part in Content(head, ref at))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    /// <summary>The whole value with all that is in it; pointers are followed.</summary>
    public object Value(ref long at, ref int left, int depth = 0)
    {
        GeoHead head = Follow(ref at);
        Count(ref left, depth);
        left -= head.Kind is GeoValueKind.Text or GeoValueKind.Bytes ? head.Size / 16 : 0;
        long inner = head.At;
        ref long next = ref head.IsElsewhere ? ref inner : ref at;
        switch (head.Kind)
        {
            case GeoValueKind.Map:
                Dictionary<string, object> map = new(StringComparer.Ordinal);
                for (int index = 0; index < head.Size; index++)
                {
                    string key = Encoding.UTF8.GetString(Key(ref next));
                    map[key] = Value(ref next, ref left, depth + 1);
                }

                return map;
            case GeoValueKind.Array:
                List<object> list = [];
                for (int index = 0; index < head.Size; index++)
                {
                    list.Add(Value(ref next, ref left, depth + 1));
                }

                return list;
            case GeoValueKind.Text:
                return Text(head, ref at);
            case GeoValueKind.Bytes:
                return Content(head, ref at).ToArray();
            case GeoValueKind.Double:
                return Double(head, ref at);
            case GeoValueKind.Float:
                return BinaryPrimitives.ReadSingleBigEndian(Content(head, ref at));
            case GeoValueKind.Boolean:
                return head.Size == 1;
            case GeoValueKind.Int32:
                return (int)Unsigned(head, ref at);
            case GeoValueKind.UInt128:
                UInt128 large = 0;
                foreach (byte part in Content(head, ref at))
                {
                    large = (large << 8) | part;
                }

                return large;
            default:
                return Unsigned(head, ref at);
        }
    }

    public void Count(ref int left, int depth)
    {
        if (depth > MostDepth)
        {
            throw Bad("values are nested too deeply");
        }

        if (--left < 0)
        {
            throw Bad("a record has too many values");
        }
    }

    private long Pointer(byte control, ref long at)
    {
        int width = (control >> 3) & 3;
        long value = Number(at, width + 1);
        at += width + 1;
        value = width switch
        {
            0 => ((control & 7L) << 8) | value,
            1 => (((control & 7L) << 16) | value) + 2048,
            2 => (((control & 7L) << 24) | value) + 526_336,
            _ => value,
        };
        return value < length ? value : throw Bad("a pointer leads out of the file");
    }

    private byte Byte(long at) => at >= 0 && at < length ? bytes.From(start + at)[0] : throw Bad("a value is longer than the file");

    private long Number(long at, int count)
    {
        if (at > length - count)
        {
            throw Bad("a value is longer than the file");
        }

        long value = 0;
        foreach (byte part in bytes.Slice(start + at, count))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private Faults.LogStatsException Bad(string reason) => bytes.Invalid(reason);
}
