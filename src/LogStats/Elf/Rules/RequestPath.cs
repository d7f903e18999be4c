using System.Buffers;

namespace LogStats.Elf.Rules;

/// <summary>The path within a request's target, in place.</summary>
internal static class RequestPath
{
    private static readonly SearchValues<byte> s_scheme =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"u8);

    /// <summary>
    /// Without query and fragment, and without scheme and host if the target is a whole URL. What has neither path nor
    /// scheme, as '*' or the authority of a CONNECT, stays as it is.
    /// </summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> target)
    {
        if (target.IsEmpty)
        {
            return target;
        }

        ReadOnlySpan<byte> path = target[0] == '/' ? target : BehindHost(target);
        int end = path.IndexOfAny((byte)'?', (byte)'#');
        return end < 0 ? path : end > 0 ? path[..end] : "/"u8;
    }

    /// <summary>Path and query, without scheme and host if the target is a whole URL.</summary>
    public static ReadOnlySpan<byte> WithoutOrigin(ReadOnlySpan<byte> target)
        => target.IsEmpty || target[0] == '/' ? target : BehindHost(target);

    /// <summary>The host of a target that is a whole URL, its port included; else empty.</summary>
    public static ReadOnlySpan<byte> Host(ReadOnlySpan<byte> target)
    {
        int start = target.IsEmpty || target[0] == '/' ? -1 : target.IndexOf("://"u8);
        ReadOnlySpan<byte> rest = BehindHost(target);
        return start < 0 || rest.Length == target.Length ? default
            : rest.Overlaps(target, out int back) ? target[(start + 3)..-back] : target[(start + 3)..];
    }

    /// <summary><see cref="Front"/> of the path of a target, in one go: most paths are short to their second segment.</summary>
    public static ReadOnlySpan<byte> FrontOf(ReadOnlySpan<byte> target)
    {
        if (target.IsEmpty || target[0] != '/')
        {
            return Front(Of(target));
        }

        int ended = 0;
        for (int at = 1; at < target.Length; at++)
        {
            byte letter = target[at];
            if (letter == '/' && target[at - 1] != '/' && ++ended == 2)
            {
                return target[..at];
            }

            if (letter is (byte)'?' or (byte)'#')
            {
                return target[..at];
            }
        }

        return target;
    }

    /// <summary>The front of a path that its first two segments are in: all that <see cref="Segments"/> looks at.</summary>
    public static ReadOnlySpan<byte> Front(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty || path[0] != '/')
        {
            return path;
        }

        int first = End(path, 0);
        return path[..End(path, first)];
    }

    /// <summary>
    /// The first two segments; of one alone it is the method. A path of slashes is a method of one slash, and what does
    /// not begin with a slash is one as it stands.
    /// </summary>
    public static void Segments(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> method)
    {
        group = default;
        if (path.IsEmpty || path[0] != '/')
        {
            method = path;
            return;
        }

        int end = End(path, 0);
        method = path[..end].TrimStart((byte)'/');
        ReadOnlySpan<byte> second = path[end..End(path, end)].TrimStart((byte)'/');
        if (!second.IsEmpty)
        {
            group = method;
            method = second;
        }
        else if (method.IsEmpty)
        {
            method = "/"u8;
        }
    }

    /// <summary>Where the segment ends that begins behind the slashes at <paramref name="at"/>.</summary>
    private static int End(ReadOnlySpan<byte> path, int at)
    {
        while (at < path.Length && path[at] == '/')
        {
            at++;
        }

        int length = path[at..].IndexOf((byte)'/');
        return length < 0 ? path.Length : at + length;
    }

    private static ReadOnlySpan<byte> BehindHost(ReadOnlySpan<byte> target)
    {
        int colon = target.IndexOfAnyExcept(s_scheme);
        if (colon <= 0 || !target[colon..].StartsWith("://"u8))
        {
            return target;
        }

        ReadOnlySpan<byte> rest = target[(colon + 3)..];
        int path = rest.IndexOfAny((byte)'/', (byte)'?', (byte)'#');
        return path < 0 ? "/"u8 : rest[path..];
    }
}
