using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LogStats.PgBouncer;

/// <summary>
/// <c>C-0x55a3fa9327a0: database/user@host:port message</c>. The client chose its name and pgbouncer writes it as it is, so
/// that the line may hold <c>@host:port</c> several times. Each such place is tried: the true one is followed by a message
/// that pgbouncer writes, and that agrees with the name before it. Where more than one place could be the true one, the
/// line is marked ambiguous and no address, no name is taken from it.
/// </summary>
internal static class SocketText
{
    private static readonly SearchValues<byte> s_pointer = SearchValues.Create("0123456789abcdefABCDEFx()nil"u8);

    /// <summary>Nobody is called like so many addresses by chance.</summary>
    private const int MostPlaces = 32;

    /// <summary>False where the text does not begin with a socket.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Read(ReadOnlySpan<byte> text, MessageMemo memo, scoped ref PgBouncerLine view)
    {
        int length = PointerLength(text);
        if (length == 0)
        {
            return false;
        }

        view.Connection = text[..length];
        view.Side = text[0] == 'C' ? PgBouncerSide.Client : PgBouncerSide.Server;
        text = text[(length + 2)..];
        if (!PeerText.FindFirst(text, out PeerText peer))
        {
            view.Message = text;
            view.Type = MessageText.Other(in view);
            view.IsAmbiguous = true;
        }
        else if (text[(peer.At + 1)..].Contains((byte)'@') && PeerText.Find(text, peer.At + 1, out PeerText second))
        {
            Choose(text, peer, second, ref view);
        }
        else
        {
            Only(text, in peer, memo, ref view);
        }

        return true;
    }

    /// <summary>The length of <c>C-0x55a3fa9327a0</c>, behind which a colon and a blank stand; 0 for none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PointerLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 24 || text[0] is not ((byte)'C' or (byte)'S') || text[1] != '-')
        {
            return PointerSlowly(text);
        }

        Vector128<byte> digits = Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(text), 2);
        Vector128<byte> letters = digits | Vector128.Create((byte)0x20);
        Vector128<byte> isPointer = Vector128.LessThan(digits - Vector128.Create((byte)'0'), Vector128.Create((byte)10))
            | Vector128.LessThan(letters - Vector128.Create((byte)'a'), Vector128.Create((byte)6)) | Vector128.Equals(digits, Vector128.Create((byte)'x'));
        int colon = 2 + BitOperations.TrailingZeroCount(~isPointer.ExtractMostSignificantBits());
        return colon is > 2 and < 18 && text[colon] == ':' && text[colon + 1] == ' ' ? colon : PointerSlowly(text);
    }

    private static int PointerSlowly(ReadOnlySpan<byte> text)
    {
        if (text.Length < 6 || text[0] is not ((byte)'C' or (byte)'S') || text[1] != '-')
        {
            return 0;
        }

        int colon = 2 + text[2..Math.Min(text.Length, 32)].IndexOfAnyExcept(s_pointer);
        return colon > 2 && colon + 1 < text.Length && text[colon] == ':' && text[colon + 1] == ' ' ? colon : 0;
    }

    /// <summary>There is one place where the peer can stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Only(ReadOnlySpan<byte> text, in PeerText peer, MessageMemo memo, scoped ref PgBouncerLine view)
    {
        if (memo.Read(text, peer.At, peer.MessageAt, ref view))
        {
            SetPeer(text, in peer, ref view);
            return;
        }

        Take(text, in peer, judge: false, ref view);
        memo.Learn(text, peer.At, peer.MessageAt, ref view);
    }

    private static MessageFit Take(ReadOnlySpan<byte> text, in PeerText peer, bool judge, scoped ref PgBouncerLine view)
    {
        MessageFit fit = MessageText.Read(text[peer.MessageAt..], text[..peer.At], judge, ref view);
        SetPeer(text, in peer, ref view);
        return fit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetPeer(ReadOnlySpan<byte> text, in PeerText peer, scoped ref PgBouncerLine view)
    {
        view.Peer = peer.Kind;
        view.Address = peer.Address(text);
        view.Port = peer.Port;
        view.PeerProcess = peer.Process;
    }

    private static void Choose(ReadOnlySpan<byte> text, PeerText first, PeerText second, scoped ref PgBouncerLine view)
    {
        Span<PeerText> places = stackalloc PeerText[MostPlaces];
        (places[0], places[1]) = (first, second);
        int count = 2;
        bool more;
        while ((more = PeerText.Find(text, places[count - 1].At + 1, out PeerText next)) && count < MostPlaces)
        {
            places[count++] = next;
        }

        PgBouncerLine chosen = view;
        int possible = more ? MostPlaces : 0;
        for (int place = 0; place < count && possible < 2; place++)
        {
            PgBouncerLine trial = view;
            bool last = place == count - 1;
            MessageFit fit = Take(text, in places[place], judge: true, ref trial);

            // In pgbouncer's own words no peer stands, so behind those only the last one can be. Words that nobody knows
            // count only where no known message fits.
            if (fit == MessageFit.Variable || (last && (fit == MessageFit.Fixed || (fit == MessageFit.Shaped && possible == 0))))
            {
                chosen = possible == 0 ? trial : chosen;
                possible++;
            }
        }

        if (possible == 1)
        {
            view = chosen;
            return;
        }

        view.Type = possible == 0 ? MessageText.Other(in view) : chosen.Type;
        view.IsLoginFailure = possible > 0 && chosen.IsLoginFailure;
        view.Message = text;
        view.IsAmbiguous = true;
    }
}
