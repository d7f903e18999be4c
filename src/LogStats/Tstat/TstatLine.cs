using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LogStats.Tstat;

/// <summary>
/// The view of one row: the numbers that are always wanted, and any other column once it is asked for. Its spans live as long
/// as the line.
/// </summary>
public ref struct TstatLine
{
    internal TstatLayout Layout;
    internal RowMarks Marks;
    internal ReadOnlySpan<byte> Row;
    internal TstatSide Client;
    internal TstatSide Server;

    internal readonly TstatLog Log => Layout.Log;

    internal readonly TstatProtocol Protocol => Layout.Log == TstatLog.Tcp ? TstatProtocol.Tcp : TstatProtocol.Udp;

    [UnscopedRef]
    internal readonly ref readonly TstatSide Side(TstatDirection direction)
    {
        if (direction == TstatDirection.Out)
        {
            return ref Server;
        }

        return ref Client;
    }

    /// <summary>A column of the side that sends in this direction; empty where the log lacks it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ReadOnlySpan<byte> Text(TstatField field, TstatDirection direction) => At(Layout[TstatFields.Place(field, direction)]);

    /// <summary>A column that the flow has once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ReadOnlySpan<byte> Text(TstatField field) => At(Layout[TstatFields.Place(field)]);

    /// <summary>A count; -1 where the log lacks it, or has something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly long Count(TstatField field, TstatDirection direction)
        => TstatNumber.TryCount(Text(field, direction), out long value) ? value : -1;

    /// <summary>Milliseconds as microseconds; -1 where the log lacks them, or has something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly long Micros(TstatField field, TstatDirection direction)
        => TstatNumber.TryScaled(Text(field, direction), 3, out long value) && value >= 0 ? value : -1;

    /// <summary>What the server is called; empty where nobody says.</summary>
    internal readonly ReadOnlySpan<byte> ServerName()
    {
        ReadOnlySpan<byte> asked = Text(TstatField.TlsSni);
        return IsText(asked) ? asked : Text(TstatField.Fqdn) is var found && IsText(found) ? found : default;
    }

    internal static bool IsText(ReadOnlySpan<byte> text) => !text.IsEmpty && !text.SequenceEqual("-"u8);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly ReadOnlySpan<byte> At(int column)
    {
        if (column < 0)
        {
            return default;
        }

        (int start, int end) = Marks.Column(column);
        return Row[start..end];
    }
}
