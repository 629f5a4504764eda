function run(text) {
    return eval(text);
}

module.exports = run;
