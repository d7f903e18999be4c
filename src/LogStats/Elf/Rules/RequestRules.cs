using System.Text.RegularExpressions;
using LogStats.Faults;
using LogStats.Tally;

namespace LogStats.Elf.Rules;

/// <summary>
/// Decides what a request counts as, in elfstatsd's order: the first rule that matches, then aggregates, then extracts;
/// skip rules only where no rule matched. Without rules everything matches, and skip rules come first. What was decided
/// is remembered, so that patterns run once for each of the paths that are seen often. For one thread.
/// </summary>
internal sealed class RequestRules
{
    private readonly UserRegex[] _rules;
    private readonly UserRegex[] _skips;
    private readonly (byte[] Key, UserRegex Pattern)[] _aggregates;
    private readonly RequestExtracts _extracts;
    private readonly GroupKeys _keys;
    private readonly RequestMemo _memo;
    private readonly byte[] _key = new byte[GroupKeys.LongestKey];
    private readonly bool _seesQuery;

    /// <summary>There is no pattern at all, so that the first two segments decide.</summary>
    private readonly bool _isPlain;

    private RequestRules(ElfRules options, int memoPlaces, int memoBytes)
    {
        _rules = [.. options.Rules.Select(pattern => Rule(pattern, options.Aggregates.Count > 0))];
        _skips = [.. options.SkipRules.Select(pattern => UserRegex.Compile(nameof(ElfRules.SkipRules), pattern))];
        _aggregates = [.. options.Aggregates.Select(Aggregate)];
        _seesQuery = options.SeeQuery;
        _isPlain = _rules.Length + _skips.Length + _aggregates.Length + options.Patterns.Count == 0;
        _keys = new GroupKeys(options.MaximumGroups);
        _memo = new RequestMemo(memoPlaces, memoBytes);
        _extracts = new RequestExtracts(options.Patterns, _memo.Places + 1);
    }

    /// <summary>How many group ids there are, with <see cref="GroupKeys.Other"/>.</summary>
    public int GroupCount => _keys.Count;

    /// <exception cref="LogStatsException">A pattern or another setting cannot be used.</exception>
    public static RequestRules New(
        ElfRules options, int memoPlaces = RequestMemo.DefaultPlaces, int memoBytes = RequestMemo.DefaultBytes)
        => options.MaximumGroups > 0 ? new(options, memoPlaces, memoBytes)
            : throw Fail.Value(nameof(ElfRules.MaximumGroups), $"{options.MaximumGroups}", "a number above zero");

    /// <summary>
    /// The group, a zero byte, and the method. The group is empty where there is none. <see cref="GroupKeys.Other"/>
    /// alone has no zero byte.
    /// </summary>
    public ReadOnlySpan<byte> Key(int groupId) => _keys[groupId];

    /// <summary>Both parts of a key; what has no zero byte is a method.</summary>
    public static void Split(ReadOnlySpan<byte> key, out ReadOnlySpan<byte> group, out ReadOnlySpan<byte> method)
    {
        int end = key.IndexOf((byte)0);
        group = end < 0 ? default : key[..end];
        method = key[(end + 1)..];
    }

    public RequestVerdict Match(ReadOnlySpan<byte> target)
    {
        ReadOnlySpan<byte> seen = _isPlain ? RequestPath.FrontOf(target) : _seesQuery ? target : RequestPath.Of(target);
        ref RequestMemo.Entry entry = ref _memo.Find(seen, ByteHash.Of(seen), out int row, out bool found);
        if (!found)
        {
            entry.Status = RequestStatus.Error;
            (entry.Status, entry.GroupId) = Decide(seen, _extracts.Row(row));
        }

        return entry.Status == RequestStatus.Parsed
            ? new RequestVerdict(RequestStatus.Parsed, entry.GroupId, _extracts.Row(row))
            : new RequestVerdict(entry.Status, -1, default);
    }

    private (RequestStatus Status, int GroupId) Decide(ReadOnlySpan<byte> seen, Span<ulong> values)
    {
        if (_isPlain)
        {
            RequestPath.Segments(seen, out ReadOnlySpan<byte> first, out ReadOnlySpan<byte> second);
            return second.IsEmpty ? (RequestStatus.Error, -1) : (RequestStatus.Parsed, NumberOf(first, second));
        }

        RequestText text = new(seen);
        (RequestStatus status, int groupId) = Decide(seen, in text);
        if (status == RequestStatus.Parsed)
        {
            _extracts.Find(in text, values);
        }

        return (status, groupId);
    }

    private (RequestStatus Status, int GroupId) Decide(ReadOnlySpan<byte> seen, in RequestText text)
    {
        Match? match = FirstMatch(text.Text);
        if (match is null && IsSkipped(text.Text))
        {
            return (RequestStatus.Skipped, -1);
        }

        if (match is null && _rules.Length > 0)
        {
            return (RequestStatus.Error, -1);
        }

        foreach ((byte[] key, UserRegex pattern) in _aggregates)
        {
            if (pattern.IsMatch(text.Text))
            {
                return (RequestStatus.Parsed, _keys.NumberOf(key));
            }
        }

        ReadOnlySpan<byte> group;
        ReadOnlySpan<byte> method;
        if (match is null)
        {
            RequestPath.Segments(_seesQuery ? RequestPath.Of(seen) : seen, out group, out method);
            return method.IsEmpty ? (RequestStatus.Error, -1) : (RequestStatus.Parsed, NumberOf(group, method));
        }

        group = text.Bytes(match.Groups["group"]);
        method = text.Bytes(match.Groups["method"]);
        return match.Groups["method"].Success ? (RequestStatus.Parsed, NumberOf(group, method)) : (RequestStatus.Error, -1);
    }

    private Match? FirstMatch(string text)
    {
        foreach (UserRegex rule in _rules)
        {
            if (rule.Match(text) is { Success: true } match)
            {
                return match;
            }
        }

        return null;
    }

    private bool IsSkipped(string text)
    {
        foreach (UserRegex skip in _skips)
        {
            if (skip.IsMatch(text))
            {
                return true;
            }
        }

        return false;
    }

    private int NumberOf(ReadOnlySpan<byte> group, ReadOnlySpan<byte> method)
    {
        int length = group.Length + 1 + method.Length;
        if (length > _key.Length)
        {
            return GroupKeys.Other;
        }

        group.CopyTo(_key);
        _key[group.Length] = 0;
        method.CopyTo(_key.AsSpan(group.Length + 1));
        return _keys.NumberOf(_key.AsSpan(0, length));
    }

    /// <summary>A rule without names can only lead to an aggregate.</summary>
    private static UserRegex Rule(string pattern, bool mayLeadElsewhere)
    {
        UserRegex rule = UserRegex.Compile(nameof(ElfRules.Rules), pattern);
        return rule.Has("method") || rule.Has("group") || mayLeadElsewhere ? rule
            : throw Fail.Pattern(nameof(ElfRules.Rules), pattern, "it names no group 'method' and no group 'group'",
                @"Name what the request is to count as, for example '^/(?<group>\w+)/(?<method>\w+)'.");
    }

    private static (byte[] Key, UserRegex Pattern) Aggregate(ElfAggregate aggregate)
        => aggregate.Group.Length + aggregate.Method.Length == 0
            ? throw Fail.Value(nameof(ElfRules.Aggregates), "", "a group, a method, or both")
            : (System.Text.Encoding.UTF8.GetBytes($"{aggregate.Group}\0{aggregate.Method}"),
                UserRegex.Compile(nameof(ElfRules.Aggregates), aggregate.Pattern));
}
