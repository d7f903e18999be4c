using System.Text;
using LogStats.Elf.Rules;

namespace LogStats.Tests.Elf.Rules;

/// <summary>A memory that may forget, but never takes one request for another.</summary>
public sealed class RequestMemoTests
{
    [Fact]
    public void Requests_with_the_same_hash_are_told_apart_and_two_of_them_stay()
    {
        RequestMemo memo = new(8, 1024);
        Assert.Equal([false, false, true, true, false, true, false], Ask(memo, "a", "b", "a", "b", "c", "b", "a"));
    }

    [Fact]
    public void What_was_overwritten_is_forgotten()
    {
        RequestMemo memo = new(8, 64);
        Assert.Equal([false, true], Ask(memo, "a", "a"));
        for (int index = 0; index < 20; index++)
        {
            Find(memo, $"long {index}", 2);
        }

        Assert.Equal([false, true], Ask(memo, "a", "a"));
    }

    [Fact]
    public void What_is_too_long_or_has_no_place_is_never_found()
    {
        Assert.Equal([false, false], Ask(new(8, 64), new string('x', 17), new string('x', 17)));
        Assert.Equal([false, true], Ask(new(8, 64), new string('x', 16), new string('x', 16)));
        Assert.Equal([false, false], Ask(new(0, 64), "a", "a"));
    }

    [Fact]
    public void Entries_that_are_kept_have_rows_of_their_own()
    {
        RequestMemo memo = new(4, 1 << 16);
        Dictionary<string, int> rows = [];
        Random random = new(3);
        for (int time = 0; time < 10_000; time++)
        {
            string request = $"{random.Next(6)}";
            int row = memo.Find(Encoding.ASCII.GetBytes(request), (ulong)random.Next(1) + (ulong)(request[0] % 4), out bool found).Row;
            Assert.InRange(row, 0, 3);
            Assert.True(!found || rows[request] == row);
            foreach (string other in rows.Keys.Where(key => rows[key] == row).ToArray())
            {
                rows.Remove(other);
            }

            rows[request] = row;
        }
    }

    private static bool[] Ask(RequestMemo memo, params string[] requests) => [.. requests.Select(request => Find(memo, request, 1))];

    private static bool Find(RequestMemo memo, string request, ulong hash)
    {
        memo.Find(Encoding.ASCII.GetBytes(request), hash, out bool found);
        return found;
    }
}
