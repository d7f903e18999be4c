using System.Runtime.CompilerServices;

namespace LogStats.Elf.Matching;

/// <summary>What the walk over a line needs of a step, side by side in memory.</summary>
internal readonly struct WalkStep(PieceStep step)
{
    public readonly StepKind Kind = step.Kind;

    /// <summary>The byte that the text behind the field begins with.</summary>
    public readonly byte First = step.Next.Length > 0 ? step.Next[0] : (byte)0;

    public readonly bool IsRequest = step.Field == ElfField.Request;

    public readonly bool IsClientAndPort = step.Field == ElfField.ClientAndPort;

    /// <summary>The first of several addresses is the client's.</summary>
    public readonly bool IsClientList = step is { Field: ElfField.Client, Piece.IsList: true };

    public readonly int Index = step.Index;

    public readonly byte[] Next = step.Next;

    /// <summary>Whether the text behind the field stands at the front, of which the first byte is known to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Follows(ReadOnlySpan<byte> text)
        => Next.Length == 1 || (text.Length >= Next.Length && text[1] == Next[1] && (Next.Length == 2 || text.StartsWith(Next)));
}
