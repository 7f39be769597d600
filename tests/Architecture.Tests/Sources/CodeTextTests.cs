namespace ActiveSeg.Architecture.Tests.Sources;

public sealed class CodeTextTests
{
    [Theory]
    [InlineData("a // b\nc", "a \nc")]
    [InlineData("a /* b \n */ c", "a  c")]
    [InlineData("x = \"a // b\\\" c\"; y", "x = \"\"; y")]
    [InlineData("x = @\"a\"\"b\\\"; y", "x = \"\"; y")]
    [InlineData("x = $\"a {f(\"b\")} c\"; y", "x = \"\"f(\"\"); y")]
    [InlineData("x = $\"{{a}} {b}\"; y", "x = \"\"b; y")]
    [InlineData("x = '\"'; y = '\\''; z", "x = ''; y = ''; z")]
    [InlineData("x = \"\"\"\n class A \"b\"\n\"\"\"; y", "x = \"\"; y")]
    [InlineData("x = \"\"; y", "x = \"\"; y")]
    [InlineData("/* open", "")]
    [InlineData("\"open", "\"\"")]
    public void Of_CommentsAndTexts_AreBlanked(string source, string expected) => Assert.Equal(expected, CodeText.Of(source));
}
