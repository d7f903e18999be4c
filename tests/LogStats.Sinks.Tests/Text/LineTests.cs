using LogStats.Sinks.Tests.Infrastructure;
using LogStats.Sinks.Text;

namespace LogStats.Sinks.Tests.Text;

/// <summary>Plain lines.</summary>
public sealed class LineTests
{
    [Fact]
    public void A_row_shows_itself()
        => Assert.Equal("1 PORTAL-PRODUCTS-RW a\tb é\\n\n", TextBytes.Of(TextForm.Line, Samples.Of("a\tb é\\n")));

    [Fact]
    public void No_text_can_end_the_line_or_move_the_cursor()
        => Assert.Equal("1 PORTAL-PRODUCTS-RW \\n\\r\\u001b[2J\\u0085\\u2028\\u0000\n",
            TextBytes.Of(TextForm.Line, Samples.Of("\n\r\u001b[2J\u0085\u2028\0")));
}
