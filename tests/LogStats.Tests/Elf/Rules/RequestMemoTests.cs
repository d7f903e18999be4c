using System.Text;
using LogStats.Elf.Rules;

namespace LogStats.Tests.Elf.Rules;

/// <summary>A memory that may forget, but never takes one request for another.</summary>
public sealed class RequestMemoTests
{
    [Fact]
    public void Requests_with_the_same_hash_are_told_apart()
        => Assert.Equal([false, false, true, true, false, true, true, false, true], Ask(new(8, 1024), "a", "b", "a", "b", "", "", "a", "ab", "b"));

    [Fact]
    public void Once_half_of_the_places_are_filled_all_is_forgotten()
        => Assert.Equal([false, false, false, false, true, true, false, true, false], Ask(new(8, 1024), "a", "b", "c", "d", "a", "d", "e", "e", "a"));

    [Fact]
    public void Once_the_bytes_are_filled_all_is_forgotten()
        => Assert.Equal([false, false, false, false, true, true, false, true, false], Ask(new(64, 16), "aaaa", "bbbb", "cccc", "ddd", "aaaa", "ddd", "ee", "ee", "aaaa"));

    [Fact]
    public void What_is_too_long_or_has_no_place_is_never_found()
    {
        Assert.Equal([false, false], Ask(new(8, 64), new string('x', 17), new string('x', 17)));
        Assert.Equal([false, true], Ask(new(8, 64), new string('x', 16), new string('x', 16)));
        Assert.Equal([false, false], Ask(new(0, 64), "a", "a"));
    }

    [Fact]
    public void Entries_are_as_they_were_filled_in_and_have_rows_of_their_own()
    {
        RequestMemo memo = new(16, 128);
        Dictionary<string, int> rows = [];
        Random random = new(3);
        int finds = 0;
        for (int time = 0; time < 10_000; time++)
        {
            string request = new((char)('a' + random.Next(12)), random.Next(20));
            ref RequestMemo.Entry entry = ref memo.Find(Encoding.ASCII.GetBytes(request), (ulong)request.Length, out int row, out bool found);
            Assert.True(!found || (rows[request] == row && entry.GroupId == request.Length));
            finds += found ? 1 : 0;
            foreach (string other in rows.Keys.Where(key => rows[key] == row).ToArray())
            {
                rows.Remove(other);
            }

            entry.GroupId = request.Length;
            rows[request] = row;
        }

        Assert.InRange(finds, 100, 9_000);
    }

    private static bool[] Ask(RequestMemo memo, params string[] requests) => [.. requests.Select(request => Find(memo, request))];

    private static bool Find(RequestMemo memo, string request)
    {
        memo.Find(Encoding.ASCII.GetBytes(request), 1, out _, out bool found);
        return found;
    }
}
